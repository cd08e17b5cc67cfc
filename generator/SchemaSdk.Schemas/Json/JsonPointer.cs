using System.Globalization;
using System.Runtime.CompilerServices;

namespace SchemaSdk.Schemas.Json;

/// <summary>Creates and resolves JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Appends a member's name or an index to a pointer.</summary>
    public static string Append(string pointer, string step) => pointer + "/" + step.Replace("~", "~0").Replace("/", "~1");

    /// <summary>Returns the length of a member's name in a pointer, where some characters are escaped.</summary>
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

    /// <summary>Returns the pointer from the root of a document to a value.</summary>
    public static string To(JsonNode token) => token.Parent switch
    {
        null => "",
        JsonMember property => Append(To(property.Parent!), property.Name),
        JsonArray array => Append(To(array), array.IndexOf(token).ToString(CultureInfo.InvariantCulture)),
        var other => To(other),
    };

    /// <summary>
    /// Returns the value at a pointer such as <c>/definitions/Image</c>, or the document for an empty pointer; null if the value
    /// does not exist.
    /// </summary>
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
