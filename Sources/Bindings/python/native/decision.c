/* decision.c: the answer to a request. */
#include "native.h"

#include <string.h>

PyObject *decision_new(const state_t *state, const bitting_answer *answer, const char *texts) {
  /* All of it is written here, so nobody has to zero it first. */
  decision_t *decision = PyObject_NewVar(decision_t, state->decision, (Py_ssize_t)answer->texts_length);
  if (!decision) return NULL;
  decision->answer = *answer;
  memcpy(decision->texts, texts, answer->texts_length);
  return (PyObject *)decision;
}

static void deallocate(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
}

static const bitting_answer *answer(PyObject *self) { return &((decision_t *)self)->answer; }

static PyObject *number_or_none(int64_t number) {
  return number ? PyLong_FromLongLong(number) : Py_NewRef(Py_None);
}

static PyObject *get_text(PyObject *self, void *closure) {
  const bitting_text *text = (const bitting_text *)((const char *)answer(self) + (size_t)closure);
  if (!text->offset && !text->length) Py_RETURN_NONE;
  return PyUnicode_DecodeUTF8(((decision_t *)self)->texts + text->offset, text->length, "replace");
}

static PyObject *get_allowed(PyObject *self, void *closure) {
  (void)closure;
  return PyBool_FromLong(answer(self)->allowed);
}

static PyObject *get_is_public(PyObject *self, void *closure) {
  (void)closure;
  return PyBool_FromLong(answer(self)->is_public);
}

static PyObject *get_reason(PyObject *self, void *closure) {
  (void)closure;
  if (answer(self)->allowed) Py_RETURN_NONE;
  return PyUnicode_InternFromString(bitting_reason_name((bitting_reason)answer(self)->reason));
}

static PyObject *get_http_status(PyObject *self, void *closure) {
  (void)closure;
  return PyLong_FromLong(answer(self)->http_status);
}

static PyObject *get_reach(PyObject *self, void *closure) {
  (void)closure;
  static const char *const names[] = {"none", "all", "one"};
  return PyUnicode_InternFromString(names[answer(self)->reach <= BITTING_REACH_ONE ? answer(self)->reach : 0]);
}

static PyObject *get_sequence(PyObject *self, void *closure) {
  (void)closure;
  return PyLong_FromLongLong(answer(self)->sequence);
}

static PyObject *get_ends(PyObject *self, void *closure) {
  (void)closure;
  return number_or_none(answer(self)->ends);
}

static PyObject *get_cost(PyObject *self, void *closure) {
  (void)closure;
  return PyLong_FromUnsignedLong(answer(self)->cost);
}

static PyObject *get_retry_after(PyObject *self, void *closure) {
  (void)closure;
  uint32_t seconds = answer(self)->retry_after;
  return number_or_none(seconds == BITTING_NEVER ? 0 : seconds);
}

static const state_t *state_of(PyObject *self) { return PyType_GetModuleState(Py_TYPE(self)); }

static PyObject *get_rate(PyObject *self, void *closure) {
  (void)closure;
  const bitting_answer *facts = answer(self);
  if (!facts->rate_count) Py_RETURN_NONE;
  return PyObject_CallFunction(state_of(self)->rate, "IIII", (unsigned)facts->rate_count, (unsigned)facts->rate_period,
                               (unsigned)facts->rate_burst, (unsigned)facts->rate_left);
}

static PyObject *get_quota(PyObject *self, void *closure) {
  (void)closure;
  static const char *const windows[] = {"hour", "day", "month"};
  const bitting_answer *facts = answer(self);
  if (facts->quota_window < 1 || facts->quota_window > 3) Py_RETURN_NONE;
  return PyObject_CallFunction(state_of(self)->quota, "KKLs", (unsigned long long)facts->quota_count,
                               (unsigned long long)facts->quota_left, (long long)facts->quota_resets,
                               windows[facts->quota_window - 1]);
}

static PyObject *represent(PyObject *self) {
  PyObject *about = answer(self)->allowed ? get_text(self, (void *)offsetof(bitting_answer, key)) : get_reason(self, 0);
  if (!about) return NULL;
  PyObject *text = PyUnicode_FromFormat("<bitting.Decision %s %S>", answer(self)->allowed ? "allow" : "deny", about);
  Py_DECREF(about);
  return text;
}

static int is_true(PyObject *self) { return answer(self)->allowed; }

#define TEXT(name) {#name, get_text, NULL, NULL, (void *)offsetof(bitting_answer, name)}
#define FACT(name) {#name, get_##name, NULL, NULL, NULL}

static PyGetSetDef properties[] = {
    FACT(allowed), FACT(reason), FACT(http_status), FACT(reach), FACT(is_public), FACT(sequence), FACT(ends),
    FACT(cost), FACT(retry_after), FACT(rate), FACT(quota), TEXT(handle), TEXT(key), TEXT(type), TEXT(owner),
    TEXT(tenant), TEXT(route), {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "The answer to a request; true if it may go on."},
    {Py_tp_dealloc, deallocate},
    {Py_tp_getset, properties},
    {Py_tp_repr, represent},
    {Py_nb_bool, is_true},
    {0, NULL},
};

PyType_Spec decision_spec = {
    .name = "bitting._native.Decision",
    .basicsize = sizeof(decision_t),
    .itemsize = 1,
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
