using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: checks one value against one schema.</summary>
/// <param name="reader">On the first token of the value; afterwards there or on its last token.</param>
/// <param name="check">Takes what does not fit.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void JsonRule(ref Utf8JsonReader reader, ref JsonCheck check);
