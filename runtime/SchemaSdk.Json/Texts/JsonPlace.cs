using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>A position in JSON text to which a <see cref="JsonCursor"/> can move back.</summary>
/// <remarks>
/// A copy of the whole cursor would also work, but would be slower, because a processor stalls when a wide load reads data that narrow
/// stores have just written.
/// </remarks>
/// <param name="token">The first token of the value.</param>
/// <param name="start">The offset at which the value starts.</param>
/// <param name="depth">The nesting depth of the value.</param>
internal readonly struct JsonPlace(JsonTokenType token, int start, int depth)
{
    public JsonTokenType Token => token;

    public int Start => start;

    public int Depth => depth;
}
