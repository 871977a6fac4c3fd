/* module.c: what `bitting._native` consists of. */
#include "native.h"

static const char *const argument_names[ARGUMENT_COUNT] = {
    "token", "method", "path", "scope", "tenant", "address", "several", "utc", "steady",
};

PyObject *fail(const state_t *state, bitting_status status) { return fail_meaning(state, status, NULL); }

PyObject *fail_meaning(const state_t *state, bitting_status status, const char *meaning) {
  if (status == BITTING_NO_MEMORY) return PyErr_NoMemory();
  PyObject *error = PyObject_CallFunction(state->error_for, "sz", bitting_status_name(status), meaning);
  if (error) {
    PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_DECREF(error);
  }
  return NULL;
}

static int add_type(PyObject *module, PyType_Spec *spec, PyTypeObject **type) {
  *type = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
  return *type ? PyModule_AddType(module, *type) : -1;
}

/* What the package has in Python. */
static PyObject *import(const char *module, const char *name) {
  PyObject *from = PyImport_ImportModule(module);
  PyObject *object = from ? PyObject_GetAttrString(from, name) : NULL;
  Py_XDECREF(from);
  return object;
}

static int execute(PyObject *module) {
  state_t *state = PyModule_GetState(module);
  if (bitting_abi_version() < BITTING_ABI_VERSION) {
    PyErr_SetString(PyExc_ImportError, "libbitting is older than this package");
    return -1;
  }
  for (int index = 0; index < ARGUMENT_COUNT; index++) {
    state->names[index] = PyUnicode_InternFromString(argument_names[index]);
    if (!state->names[index]) return -1;
  }
  if (!(state->error_for = import("bitting._errors", "error_for")) ||
      !(state->rate = import("bitting._limits", "Rate")) || !(state->quota = import("bitting._limits", "Quota")) ||
      add_type(module, &authorizer_spec, &state->authorizer) || add_type(module, &update_spec, &state->update) ||
      add_type(module, &decision_spec, &state->decision)) {
    return -1;
  }
  return PyModule_AddStringConstant(module, "library_version", bitting_version());
}

static int traverse(PyObject *module, visitproc visit, void *arg) {
  state_t *state = PyModule_GetState(module);
  Py_VISIT(state->authorizer);
  Py_VISIT(state->update);
  Py_VISIT(state->decision);
  Py_VISIT(state->rate);
  Py_VISIT(state->quota);
  Py_VISIT(state->error_for);
  return 0;
}

static int clear(PyObject *module) {
  state_t *state = PyModule_GetState(module);
  Py_CLEAR(state->authorizer);
  Py_CLEAR(state->update);
  Py_CLEAR(state->decision);
  Py_CLEAR(state->rate);
  Py_CLEAR(state->quota);
  Py_CLEAR(state->error_for);
  for (int index = 0; index < ARGUMENT_COUNT; index++) Py_CLEAR(state->names[index]);
  return 0;
}

static void free_module(void *module) { clear(module); }

static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "bitting._native",
    .m_doc = "libbitting, for the package `bitting`.",
    .m_size = sizeof(state_t),
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = free_module,
};

PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&definition); }
