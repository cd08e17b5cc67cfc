using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads an output that is not an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputReader
{
    /// <summary>
    /// Reads the output. If its type cannot hold it, returns the type's default; <c>ModelResult.Raw</c> still has the output.
    /// </summary>
    /// <typeparam name="TCodec">The codec of the output.</typeparam>
    /// <typeparam name="T">The type of the output.</typeparam>
    /// <param name="reader">On the first token of the value; on its last when the method returns.</param>
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
