using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>The place of a value that a <see cref="JsonCursor"/> comes back to when it has walked over it.</summary>
/// <remarks>
/// A copy of the whole cursor does the same, but a processor waits to copy in large parts what it has just written in small ones.
/// </remarks>
/// <param name="token">The first token of the value.</param>
/// <param name="start">The offset at which the value starts.</param>
/// <param name="depth">The depth at which it is.</param>
internal readonly struct JsonPlace(JsonTokenType token, int start, int depth)
{
    /// <summary>The first token of the value.</summary>
    public JsonTokenType Token => token;

    /// <summary>The offset at which the value starts.</summary>
    public int Start => start;

    /// <summary>The depth at which it is.</summary>
    public int Depth => depth;
}
