using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>The place of a value to which a <see cref="JsonCursor"/> moves back.</summary>
/// <remarks>
/// A copy of the whole cursor would do the same, but a processor is slow at copying in large parts what it has just written in small ones.
/// </remarks>
/// <param name="token">The first token of the value.</param>
/// <param name="start">The offset at which the value starts.</param>
/// <param name="depth">Its depth.</param>
internal readonly struct JsonPlace(JsonTokenType token, int start, int depth)
{
    /// <summary>The first token of the value.</summary>
    public JsonTokenType Token => token;

    /// <summary>The offset at which the value starts.</summary>
    public int Start => start;

    /// <summary>Its depth.</summary>
    public int Depth => depth;
}
