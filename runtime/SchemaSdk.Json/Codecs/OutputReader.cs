using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: reads an output that is not an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputReader
{
    /// <summary>
    /// Reads the output; one that its type cannot hold is the type's default, and stays readable as <c>ModelResult.Raw</c>.
    /// </summary>
    /// <typeparam name="TCodec">How it is read.</typeparam>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="reader">On the first token of the value; afterwards on its last.</param>
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
