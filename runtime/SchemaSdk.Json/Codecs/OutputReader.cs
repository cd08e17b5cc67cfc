using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads an output whose root is not an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputReader
{
    /// <summary>
    /// Reads the output. If the JSON does not fit the type, returns the default of the type; <c>ModelResult.Raw</c> still has the JSON.
    /// </summary>
    /// <typeparam name="TCodec">The codec of the output.</typeparam>
    /// <typeparam name="T">The type of the output.</typeparam>
    /// <param name="reader">The reader, on the first token of the output; on return, on its last token.</param>
    public static T Read<TCodec, T>(ref Utf8JsonReader reader)
        where TCodec : IJsonCodec<T>
    {
        var respelled = false;
        var start = reader;
        if (TCodec.TryRead(ref reader, out var value, ref respelled))
        {
            return value;
        }

        reader = start;
        RawJson.Read(ref reader);
        return default!;
    }
}
