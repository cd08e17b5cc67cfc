using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services.Testing;

/// <summary>Makes bodies that differ from a sample in one place.</summary>
internal static class ChangedBodies
{
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "0", "-1", "1.5", "1e400", "-1e400", "99999999999999999999", "\"\"", "\"x\"", "\"1\"", "\"\\ud800\"",
            "\"a\\u0000b\"", "[]", "{}", "[[1]]", "{\"a\":{\"b\":[]}}", "[null]",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, (byte)'"'],
    ];

    /// <summary>Returns changed bodies, for example with one value replaced, the end cut off, or a name repeated.</summary>
    internal static IEnumerable<byte[]> Of(string sample)
    {
        var body = Encoding.UTF8.GetBytes(sample);
        foreach (var (start, end) in ValuesOf(body))
        {
            foreach (var value in Values)
            {
                yield return [.. body[..start], .. value, .. body[end..]];
            }
        }

        for (var length = 0; length < body.Length; length++)
        {
            yield return body[..length];
        }

        yield return [.. body, .. body];
        yield return [(byte)'[', .. body, (byte)']'];
        yield return [0xEF, 0xBB, 0xBF, .. body];
        yield return [.. body, 0];
        if (sample.Trim() is ['{', .. var inner, '}'] && inner.Length > 0)
        {
            yield return Encoding.UTF8.GetBytes($"{{{inner},{inner}}}");
        }
    }

    private static List<(int Start, int End)> ValuesOf(byte[] body)
    {
        var values = new List<(int, int)>();
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject))
                {
                    var value = reader;
                    value.Skip();
                    values.Add(((int)reader.TokenStartIndex, (int)value.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            // The rest of the sample is not JSON. The values before it are enough.
        }

        return values;
    }
}
