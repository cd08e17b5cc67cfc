using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: checks one value against one schema.</summary>
/// <param name="check">On the first token of the value; afterwards there or on its last token. Takes what does not fit.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void JsonRule(ref JsonCheck check);
