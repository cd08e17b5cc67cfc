using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Takes the names of an object's members, and leaves the members alone.</summary>
internal struct NameVisitor : IMembers
{
    public MemberNames Names { get; private set; }

    public readonly int Member => -1;

    public void Start(MemberNames names) => Names = names;

    public readonly bool Next(ref Utf8JsonReader reader) => false;

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
        where T : struct, IText<T>
    {
    }

    public readonly void Whole<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, IWhole<T>
    {
    }

    public readonly void Number<T>(ref Utf8JsonReader reader, ref T? value)
        where T : struct, INumber<T>
    {
    }

    public readonly void Object<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelObject, IGenerated<T>
    {
    }

    public readonly void Union<T>(ref Utf8JsonReader reader, ref T? value)
        where T : ModelUnion, IGenerated<T>
    {
    }

    public readonly void List<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyList<T>? value)
        where TCodec : IJsonCodec<T>
    {
    }

    public readonly void Map<TCodec, T>(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, T>? value)
        where TCodec : IJsonCodec<T>
    {
    }
}
