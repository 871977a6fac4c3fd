/* update.c: a bundle or a revocation list that has been verified and is not in force yet. */
#include "native.h"

PyObject *update_new(const state_t *state, bitting_update handle, bitting_authorizer authorizer) {
  allocfunc allocate = (allocfunc)PyType_GetSlot(state->update, Py_tp_alloc);
  update_t *update = (update_t *)allocate(state->update, 0);
  if (!update) {
    bitting_close(handle);
    return NULL;
  }
  update->handle = handle;
  update->authorizer = authorizer;
  size_t length = 0;
  bitting_status status = bitting_next_state(handle, NULL, 0, &length);
  if (status == BITTING_BUFFER_TOO_SMALL) {
    update->state = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)length);
    if (update->state) status = bitting_next_state(handle, PyBytes_AsString(update->state), length, &length);
  }
  if (update->state && status == BITTING_OK) return (PyObject *)update;
  if (!PyErr_Occurred()) fail(state, status);
  Py_DECREF(update);
  return NULL;
}

static void deallocate(PyObject *self) {
  update_t *update = (update_t *)self;
  PyTypeObject *type = Py_TYPE(self);
  if (update->handle) bitting_close(update->handle);
  Py_CLEAR(update->state);
  ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
  Py_DECREF(type);
}

static PyObject *next_state(PyObject *self, void *closure) {
  (void)closure;
  return Py_NewRef(((update_t *)self)->state);
}

static PyGetSetDef properties[] = {
    {"next_state", next_state, NULL, "The state that is to be written before this is put in force.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "A bundle that has been verified and opened, and is not in force yet."},
    {Py_tp_dealloc, deallocate},
    {Py_tp_getset, properties},
    {0, NULL},
};

PyType_Spec update_spec = {
    .name = "bitting._native.Update",
    .basicsize = sizeof(update_t),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
