using System.Globalization;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas.Json;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Appends a step.</summary>
    /// <param name="pointer">The pointer.</param>
    /// <param name="step">A member's name or an index.</param>
    public static string Append(string pointer, string step) => pointer + "/" + step.Replace("~", "~0").Replace("/", "~1");

    /// <summary>Counts the characters of a step in a pointer.</summary>
    /// <param name="step">A member's name.</param>
    [MethodImpl(Compiled.AtOnce)]
    public static int LengthOf(string step)
    {
        var length = step.Length;
        foreach (var c in step)
        {
            length += c is '~' or '/' ? 1 : 0;
        }

        return length;
    }

    /// <summary>Makes the pointer from the root of a document to a value.</summary>
    /// <param name="token">The value.</param>
    public static string To(JsonNode token) => token.Parent switch
    {
        null => "",
        JsonMember property => Append(To(property.Parent!), property.Name),
        JsonArray array => Append(To(array), array.IndexOf(token).ToString(CultureInfo.InvariantCulture)),
        var other => To(other),
    };

    /// <summary>Follows a pointer.</summary>
    /// <param name="root">The document.</param>
    /// <param name="pointer">Such as <c>/definitions/Image</c>; empty for the document itself.</param>
    /// <returns>The value there, or null.</returns>
    public static JsonNode? Find(JsonNode root, string pointer)
    {
        JsonNode? token = root;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/").Replace("~0", "~");
            token = token switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
        }

        return pointer.Length == 0 || pointer[0] == '/' ? token : null;
    }
}
