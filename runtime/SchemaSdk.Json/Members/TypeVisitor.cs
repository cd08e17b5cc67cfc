using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Passes the types of an object's members, or of a union's branches, to a search.</summary>
internal struct TypeVisitor(TypeSearch search) : IMembers, IBranches
{
    private int _count;

    public int Member { get; private set; } = -1;

    public void Start(MemberNames names) => _count = names.Count;

    public void Start(UnionBranches branches) => _count = branches.Count;

    public bool Next(ref Utf8JsonReader reader) => search.Found is null && ++Member < _count;

    public readonly void String(ref Utf8JsonReader reader, ref string? value)
    {
    }

    public readonly void Int32(ref Utf8JsonReader reader, ref int? value)
    {
    }

    public readonly void Int64(ref Utf8JsonReader reader, ref long? value)
    {
    }

    public readonly void Int128(ref Utf8JsonReader reader, ref Int128? value)
    {
    }

    public readonly void Double(ref Utf8JsonReader reader, ref double? value)
    {
    }

    public readonly void Boolean(ref Utf8JsonReader reader, ref bool? value)
    {
    }

    public readonly void DateTimeOffset(ref Utf8JsonReader reader, ref DateTimeOffset? value)
    {
    }

    public readonly void Element(ref Utf8JsonReader reader, ref JsonElement? value)
    {
    }

    public readonly void File<T>(ref Utf8JsonReader reader, ref T? value)
        where T : class, IFileValue<T>
    {
    }

    public readonly void Text<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IText<T> => T.Show(search);

    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T> => T.Show(search);

    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T> => T.Show(search);

    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T> => T.Show(search);

    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T> => T.Show(search);

    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T> => TCodec.Show(search);

    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T> => TCodec.Show(search);
}
