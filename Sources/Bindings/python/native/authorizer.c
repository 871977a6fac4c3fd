/* authorizer.c: an authorizer, which opens bundles and puts them in force. */
#include "native.h"

static const state_t *state_of(PyTypeObject *class) { return PyType_GetModuleState(class); }

int read_clock(const authorizer_t *self, int64_t *utc, uint64_t *steady) {
  if (!self->clock || self->clock == Py_None) return 0;
  PyObject *now = PyObject_CallNoArgs(self->clock);
  if (!now) return -1;
  long long seconds;
  unsigned long long nanoseconds;
  int read = PyTuple_Check(now) && PyArg_ParseTuple(now, "LK;a clock returns (utc, steady)", &seconds, &nanoseconds);
  if (!read && !PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "a clock returns (utc, steady)");
  Py_DECREF(now);
  if (!read) return -1;
  *utc = seconds;
  *steady = nanoseconds;
  return 1;
}

/* _create(service, environment, identities, signers, threshold, clock) */
static PyObject *create(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                        PyObject *names) {
  (void)names;
  authorizer_t *authorizer = (authorizer_t *)self;
  if (count != 6 || authorizer->handle) {
    PyErr_SetString(PyExc_TypeError, "an authorizer is made once, of six things");
    return NULL;
  }
  Py_buffer texts[4];
  int filled = 0;
  while (filled < 4 && !PyObject_GetBuffer(arguments[filled], &texts[filled], PyBUF_SIMPLE)) filled++;
  unsigned long threshold = filled == 4 ? PyLong_AsUnsignedLong(arguments[4]) : 0;
  bitting_status status = BITTING_INVALID_ARGUMENT;
  if (filled == 4 && !PyErr_Occurred() && threshold <= UINT32_MAX) {
    const bitting_options options = {
        .size = sizeof options,
        .service = texts[0].buf,
        .service_length = (size_t)texts[0].len,
        .environment = texts[1].buf,
        .environment_length = (size_t)texts[1].len,
        .identities = texts[2].buf,
        .identities_length = (size_t)texts[2].len,
        .signers = texts[3].buf,
        .signers_length = (size_t)texts[3].len,
        .threshold = (uint32_t)threshold,
    };
    status = bitting_create(&options, &authorizer->handle);
  }
  while (filled--) PyBuffer_Release(&texts[filled]);
  if (PyErr_Occurred()) return NULL;
  if (status != BITTING_OK) return fail(state_of(class), status);
  authorizer->clock = Py_NewRef(arguments[5]);
  Py_RETURN_NONE;
}

typedef bitting_status (*opening)(bitting_authorizer, const bitting_input *, bitting_update *);

/* (bytes, state or None) */
static PyObject *open_input(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                            opening open) {
  /* Bytes and nothing else: nobody can change them while others run. */
  if (count != 2 || !PyBytes_Check(arguments[0]) || (arguments[1] != Py_None && !PyBytes_Check(arguments[1]))) {
    PyErr_SetString(PyExc_TypeError, "what is opened, and the state, are bytes");
    return NULL;
  }
  bitting_input input = {.size = sizeof input};
  input.bytes = PyBytes_AsString(arguments[0]);
  input.length = (size_t)PyBytes_Size(arguments[0]);
  if (arguments[1] == Py_None) {
    input.flags |= BITTING_FIRST_START;
  } else {
    input.state = PyBytes_AsString(arguments[1]);
    input.state_length = (size_t)PyBytes_Size(arguments[1]);
  }
  int given = read_clock((authorizer_t *)self, &input.utc, &input.steady);
  if (given < 0) return NULL;
  if (given) input.flags |= BITTING_TIME_GIVEN;

  bitting_update update = 0;
  bitting_status status;
  Py_BEGIN_ALLOW_THREADS
  status = open(((authorizer_t *)self)->handle, &input, &update);
  Py_END_ALLOW_THREADS
  return status == BITTING_OK ? update_new(state_of(class), update, ((authorizer_t *)self)->handle) : fail(state_of(class), status);
}

static PyObject *load(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                      PyObject *names) {
  (void)names;
  return open_input(self, class, arguments, count, bitting_open);
}

static PyObject *load_revocations(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                                  PyObject *names) {
  (void)names;
  return open_input(self, class, arguments, count, bitting_open_revocations);
}

static PyObject *replace(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                         PyObject *names) {
  (void)names;
  const state_t *state = state_of(class);
  if (count != 2 || !PyObject_TypeCheck(arguments[0], state->update) || !PyBytes_Check(arguments[1])) {
    PyErr_SetString(PyExc_TypeError, "replace() takes an update and the bytes that were written");
    return NULL;
  }
  const bitting_authorizer handle = ((authorizer_t *)self)->handle;
  update_t *update = (update_t *)arguments[0];
  bitting_status status;
  Py_BEGIN_ALLOW_THREADS
  /* It may wait for requests under way and free what was in force. */
  status = bitting_replace(handle, update->handle, PyBytes_AsString(arguments[1]), (size_t)PyBytes_Size(arguments[1]));
  Py_END_ALLOW_THREADS
  if (status != BITTING_OK) return fail(state, status);
  Py_RETURN_NONE;
}

static PyObject *quota_state(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                            PyObject *names) {
  (void)arguments, (void)count, (void)names;
  const bitting_authorizer handle = ((authorizer_t *)self)->handle;
  int64_t utc = 0;
  uint64_t steady = 0;
  int given = read_clock((authorizer_t *)self, &utc, &steady);
  if (given < 0) return NULL;
  const uint32_t flags = given ? BITTING_TIME_GIVEN : 0;
  PyObject *text = NULL;
  size_t capacity = 0, length = 0;
  for (;;) {
    bitting_status status;
    Py_BEGIN_ALLOW_THREADS
    status = bitting_quota_state(handle, flags, utc, text ? PyBytes_AsString(text) : NULL, capacity, &length);
    Py_END_ALLOW_THREADS
    if (status == BITTING_OK && length == capacity) return text;
    PyObject *part = status == BITTING_OK ? PyBytes_FromStringAndSize(PyBytes_AsString(text), (Py_ssize_t)length) : NULL;
    Py_CLEAR(text);
    if (status != BITTING_BUFFER_TOO_SMALL) return status == BITTING_OK ? part : fail(state_of(class), status);
    /* Requests go on, so it may be longer the next time. */
    capacity = length + length / 8 + 1024;
    text = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)capacity);
    if (!text) return NULL;
  }
}

static PyObject *restore_quotas(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                                PyObject *names) {
  (void)names;
  const state_t *state = state_of(class);
  if (count != 2 || !PyObject_TypeCheck(arguments[0], state->update) || !PyBytes_Check(arguments[1])) {
    PyErr_SetString(PyExc_TypeError, "restore_quotas() takes an update and the bytes of quota_state()");
    return NULL;
  }
  const bitting_update update = ((update_t *)arguments[0])->handle;
  /* As replace() says of an update that another authorizer has opened. */
  if (((update_t *)arguments[0])->authorizer != ((authorizer_t *)self)->handle) return fail(state, BITTING_WRONG_AUDIENCE);
  bitting_status status;
  Py_BEGIN_ALLOW_THREADS
  status = bitting_restore_quotas(update, PyBytes_AsString(arguments[1]), (size_t)PyBytes_Size(arguments[1]));
  Py_END_ALLOW_THREADS
  if (status != BITTING_OK) return fail(state, status);
  Py_RETURN_NONE;
}

static PyObject *in_force(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                          PyObject *names) {
  (void)arguments, (void)count, (void)names;
  int64_t utc = 0;
  uint64_t steady = 0;
  int given = read_clock((authorizer_t *)self, &utc, &steady);
  if (given < 0) return NULL;
  bitting_bundle bundle = {.size = sizeof bundle};
  uint32_t flags = given ? BITTING_TIME_GIVEN : 0;
  bitting_status status = bitting_in_force(((authorizer_t *)self)->handle, flags, utc, &bundle);
  if (status != BITTING_OK) return fail(state_of(class), status);
  return Py_BuildValue("(sssLLLLiLKKKKy#si)", bundle.project, bundle.service, bundle.environment,
                       (long long)bundle.sequence, (long long)bundle.issued, (long long)bundle.expires,
                       (long long)bundle.age, (int)bundle.is_expired, (long long)bundle.revocation_sequence,
                       (unsigned long long)bundle.revocation_count, (unsigned long long)bundle.key_count,
                       (unsigned long long)bundle.secret_count, (unsigned long long)bundle.route_count,
                       (const char *)bundle.content, (Py_ssize_t)sizeof bundle.content, bundle.commit,
                       (int)bundle.is_dirty);
}

static PyObject *close_handle(PyObject *self, PyObject *none) {
  (void)none;
  /* The handle's number stays, so that others are told that it is closed. */
  bitting_close(((authorizer_t *)self)->handle);
  Py_RETURN_NONE;
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((authorizer_t *)self)->clock);
  return 0;
}

static int clear(PyObject *self) {
  Py_CLEAR(((authorizer_t *)self)->clock);
  return 0;
}

static void deallocate(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (((authorizer_t *)self)->handle) bitting_close(((authorizer_t *)self)->handle);
  clear(self);
  ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
  Py_DECREF(type);
}

#define CALL (METH_METHOD | METH_FASTCALL | METH_KEYWORDS)

static PyMethodDef methods[] = {
    {"authorize", METHOD(authorizer_authorize), CALL, "Decides about a request."},
    {"_create", METHOD(create), CALL, NULL},
    {"_load", METHOD(load), CALL, NULL},
    {"_load_revocations", METHOD(load_revocations), CALL, NULL},
    {"_replace", METHOD(replace), CALL, NULL},
    {"_quota_state", METHOD(quota_state), CALL, NULL},
    {"_restore_quotas", METHOD(restore_quotas), CALL, NULL},
    {"_in_force", METHOD(in_force), CALL, NULL},
    {"_close", METHOD(close_handle), METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_dealloc, deallocate}, {Py_tp_traverse, traverse}, {Py_tp_clear, clear}, {Py_tp_methods, methods}, {0, NULL},
};

PyType_Spec authorizer_spec = {
    .name = "bitting._native.Authorizer",
    .basicsize = sizeof(authorizer_t),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
