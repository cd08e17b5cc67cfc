using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the JSON names of an object's members.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberNames
{
    private readonly Utf8Texts _names;
    private readonly JsonEncodedText[] _encoded;

    /// <summary>Creates a list of names. Each name is identified by its position.</summary>
    /// <param name="names">The names, unescaped. They must not contain duplicates.</param>
    public MemberNames(params string[] names)
    {
        _names = new Utf8Texts(names);
        _encoded = new JsonEncodedText[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            _encoded[i] = JsonEncodedText.Encode(names[i]);
        }
    }

    /// <summary>The positions of members that are written even when null, because the schema requires them and allows null.</summary>
    public int[] WritesNull { get; init; } = [];

    /// <summary>The number of names.</summary>
    public int Count => _encoded.Length;

    /// <summary>The name at a position.</summary>
    /// <param name="member">The position.</param>
    public string this[int member] => _names.Values[member];

    /// <summary>Looks up the current member name without allocating. The name may contain escape sequences.</summary>
    /// <param name="reader">The reader, on a member name.</param>
    /// <returns>The position of the name, or -1 if it is not in the list.</returns>
    public int Find(ref Utf8JsonReader reader) => _names.Find(ref reader);

    internal JsonEncodedText Encoded(int member) => _encoded[member];
}
