/* authorize.c: decides about a request. */
#include "native.h"

#include <string.h>

/* Puts the arguments, by name and one by place, in `values`; what is not given, or None, is null. */
static int sort_arguments(const state_t *state, PyObject *const *arguments, Py_ssize_t count, PyObject *names,
                          PyObject **values) {
  if (count > 1) {
    PyErr_SetString(PyExc_TypeError, "authorize() takes only the token without a name");
    return -1;
  }
  if (count) values[TOKEN] = arguments[0];
  Py_ssize_t named = names ? PyTuple_Size(names) : 0;
  for (Py_ssize_t place = 0; place < named; place++) {
    PyObject *name = PyTuple_GetItem(names, place);
    int index = 0;
    /* Names in a program's text are interned, so nearly always the same object. */
    while (index < ARGUMENT_COUNT && name != state->names[index]) index++;
    if (index == ARGUMENT_COUNT) {
      for (index = 0; index < ARGUMENT_COUNT && PyUnicode_Compare(name, state->names[index]); index++) {}
    }
    if (index == ARGUMENT_COUNT || (index == TOKEN && count)) {
      PyErr_Format(PyExc_TypeError, "authorize() got an unexpected argument '%U'", name);
      return -1;
    }
    values[index] = arguments[count + place];
  }
  for (int index = 0; index < ARGUMENT_COUNT; index++) {
    if (values[index] == Py_None) values[index] = NULL;
  }
  return 0;
}

/* The bytes of text. Text that is no Unicode is not an error here: its bytes are none that anything matches. */
static int read_text(const state_t *state, int index, PyObject *value, const char **bytes, size_t *length,
                     PyObject **kept) {
  if (!value) return 0;
  Py_ssize_t size = 0;
  char *content = NULL;
  /* Nearly always a string and nothing derived from it, which is told without a call. */
  if (Py_IS_TYPE(value, &PyUnicode_Type) || PyUnicode_Check(value)) {
    const char *text = PyUnicode_AsUTF8AndSize(value, &size);
    if (text) {
      *bytes = text;
      *length = (size_t)size;
      return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return -1;
    PyErr_Clear();
    value = *kept = PyUnicode_AsEncodedString(value, "utf-8", "surrogatepass");
    if (!value) return -1;
  }
  if (!PyBytes_Check(value)) {
    PyObject *type = PyType_GetName(Py_TYPE(value));
    if (type) PyErr_Format(PyExc_TypeError, "authorize(): `%U` is str or bytes, not %U", state->names[index], type);
    Py_XDECREF(type);
    return -1;
  }
  if (PyBytes_AsStringAndSize(value, &content, &size)) return -1;
  *bytes = content;
  *length = (size_t)size;
  return 0;
}

static int read_time(const authorizer_t *self, PyObject **values, bitting_request *request) {
  if (!values[UTC] != !values[STEADY]) {
    PyErr_SetString(PyExc_TypeError, "authorize() needs both of utc and steady, or none");
    return -1;
  }
  int given = values[UTC] != NULL;
  if (given) {
    request->utc = PyLong_AsLongLong(values[UTC]);
    if (request->utc == -1 && PyErr_Occurred()) return -1;
    request->steady = PyLong_AsUnsignedLongLong(values[STEADY]);
    if (request->steady == (uint64_t)-1 && PyErr_Occurred()) return -1;
  } else {
    given = read_clock(self, &request->utc, &request->steady);
  }
  if (given > 0) request->flags |= BITTING_TIME_GIVEN;
  return given < 0 ? -1 : 0;
}

/* Decides, with more room if there are more texts than nearly always. */
static PyObject *decide(const state_t *state, const authorizer_t *self, const bitting_request *request) {
  char texts[BITTING_TEXTS_SIZE];
  bitting_answer answer = {.size = sizeof answer};
  bitting_status status = bitting_authorize(self->handle, request, &answer, texts, sizeof texts);
  if (status == BITTING_INVALID_ARGUMENT) {
    return fail_meaning(state, status, "give `method` and `path`, or `scope` instead; texts of a megabyte at most, and a time "
                                       "that the calendar has");
  }
  if (status != BITTING_OK && status != BITTING_DENIED) return fail(state, status);
  /* Asking again would count the request again; what did not fit is left out. */
  if (answer.texts_length > sizeof texts) answer.texts_length = sizeof texts;
  return decision_new(state, &answer, texts);
}

PyObject *authorizer_authorize(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                               PyObject *names) {
  const state_t *state = PyType_GetModuleState(class);
  PyObject *values[ARGUMENT_COUNT] = {NULL};
  if (sort_arguments(state, arguments, count, names, values)) return NULL;

  bitting_request request;
  memset(&request, 0, sizeof request);
  request.size = sizeof request;
  PyObject *kept[ADDRESS + 1] = {NULL}, *decision = NULL;
  const struct {
    const char **bytes;
    size_t *length;
  } texts[] = {
      {&request.token, &request.token_length},     {&request.method, &request.method_length},
      {&request.path, &request.path_length},       {&request.scope, &request.scope_length},
      {&request.tenant, &request.tenant_length},   {&request.address_text, &request.address_text_length},
  };
  int failed = 0;
  for (int index = TOKEN; index <= ADDRESS && !failed; index++) {
    failed = read_text(state, index, values[index], texts[index].bytes, texts[index].length, &kept[index]);
  }
  int several = !failed && values[SEVERAL] ? PyObject_IsTrue(values[SEVERAL]) : 0;
  if (several > 0) request.flags |= BITTING_SEVERAL_CREDENTIALS;
  if (!failed && several >= 0 && !read_time((authorizer_t *)self, values, &request)) {
    decision = decide(state, (authorizer_t *)self, &request);
  }
  for (int index = TOKEN; index <= ADDRESS; index++) Py_XDECREF(kept[index]);
  return decision;
}
