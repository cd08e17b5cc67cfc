using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>An object with a member of every kind, as the generator writes one.</summary>
public sealed partial record EveryKind : Record<EveryKind>, IRecord<EveryKind>
{
    internal static readonly string[] Names =
    [
        "text", "int32", "int64", "int128", "double", "boolean", "date", "element", "file", "choice", "whole", "number", "inner", "union",
        "files", "inners", "numbers", "map", "unions", "nullable",
    ];

    private static readonly MemberNames Members = new(Names) { WritesNull = [19] };

    private string? _text;
    private int? _int32;
    private long? _int64;
    private Int128? _int128;
    private double? _double;
    private bool? _boolean;
    private DateTimeOffset? _date;
    private JsonElement? _element;
    private ModelFile? _file;
    private Choice? _choice;
    private Whole? _whole;
    private Number? _number;
    private EveryKind? _inner;
    private Either? _union;
    private IReadOnlyList<ModelFile>? _files;
    private IReadOnlyList<EveryKind>? _inners;
    private IReadOnlyList<double>? _numbers;
    private IReadOnlyDictionary<string, EveryKind>? _map;
    private IReadOnlyList<Either>? _unions;
    private string? _nullable;

    /// <summary>The values of the fields, however they are written.</summary>
    internal string Held => string.Create(
        CultureInfo.InvariantCulture,
        $"{_text}|{_int32}|{_int64}|{_int128}|{_double:R}|{_boolean}|{_date:O}|{Raw(_element)}|{_file}|{_choice}|{_whole}|{_number}|"
        + $"{_inner?.Held}|{_union?.Held}|{All(_files)}|{All(_inners?.Select(inner => inner.Held))}|{All(_numbers)}|"
        + $"{All(_map?.Select(pair => $"{pair.Key}={pair.Value.Held}"))}|{All(_unions?.Select(union => union.Held))}|{_nullable}");

    public bool Equals(EveryKind? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();

    static void IRecord<EveryKind>.Visit<M>(EveryKind record, ref M members, ref Utf8JsonReader reader)
    {
        for (members.Start(Members); members.Next(ref reader);)
        {
            switch (members.Member)
            {
                case 0: members.String(ref reader, ref record._text); break;
                case 1: members.Int32(ref reader, ref record._int32); break;
                case 2: members.Int64(ref reader, ref record._int64); break;
                case 3: members.Int128(ref reader, ref record._int128); break;
                case 4: members.Double(ref reader, ref record._double); break;
                case 5: members.Boolean(ref reader, ref record._boolean); break;
                case 6: members.DateTimeOffset(ref reader, ref record._date); break;
                case 7: members.Element(ref reader, ref record._element); break;
                case 8: members.File(ref reader, ref record._file); break;
                case 9: members.Text(ref reader, ref record._choice); break;
                case 10: members.Whole(ref reader, ref record._whole); break;
                case 11: members.Number(ref reader, ref record._number); break;
                case 12: members.Object(ref reader, ref record._inner); break;
                case 13: members.Union(ref reader, ref record._union); break;
                case 14: members.List<Codec.File, ModelFile>(ref reader, ref record._files); break;
                case 15: members.List<Codec.Object<EveryKind>, EveryKind>(ref reader, ref record._inners); break;
                case 16: members.List<Codec.Double, double>(ref reader, ref record._numbers); break;
                case 17: members.Map<Codec.Object<EveryKind>, EveryKind>(ref reader, ref record._map); break;
                case 18: members.List<Codec.Union<Either>, Either>(ref reader, ref record._unions); break;
                case 19: members.String(ref reader, ref record._nullable); break;
            }
        }
    }

    private static string Raw(JsonElement? element) =>
        element is { } some ? Convert.ToHexString(JsonMarshal.GetRawUtf8Value(some)) : "none";

    private static string All<T>(IEnumerable<T>? items) => items is null ? "none" : $"[{string.Join(", ", items)}]";

    public readonly record struct Choice(string? Value) : IText<Choice>
    {
        private static readonly KnownTexts Known = new("one", "two");

        public static Choice Read(ref Utf8JsonReader reader) => new(Known.Read(ref reader));
    }

    public readonly record struct Whole(long? Value) : IWhole<Whole>
    {
        public static Whole Read(ref Utf8JsonReader reader) => new(KnownNumbers.ReadWhole(ref reader));
    }

    public readonly record struct Number(double? Value) : INumber<Number>
    {
        public static Number Read(ref Utf8JsonReader reader) => new(KnownNumbers.ReadNumber(ref reader));
    }

    /// <summary>A text, a file among others, or an object.</summary>
    public sealed partial record Either : Union<Either>, IUnion<Either>
    {
        private static readonly UnionBranches Branches =
            new(new UnionBranch("String"), new UnionBranch("Object"), new UnionBranch("Array"));

        private ModelFile? _file;
        private EveryKind? _object;
        private IReadOnlyList<double>? _numbers;

        private Either(ref Utf8JsonReader reader)
            : base(ref reader)
        {
        }

        internal string Held => $"{_file}|{_object?.Held}|{All(_numbers)}";

        public bool Equals(Either? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        public static Either Read(ref Utf8JsonReader reader) => new(ref reader);

        static void IUnion<Either>.Visit<M>(Either union, ref M branches, ref Utf8JsonReader reader)
        {
            for (branches.Start(Branches); branches.Next(ref reader);)
            {
                switch (branches.Member)
                {
                    case 0: branches.File(ref reader, ref union._file); break;
                    case 1: branches.Object(ref reader, ref union._object); break;
                    case 2: branches.List<Codec.Double, double>(ref reader, ref union._numbers); break;
                }
            }
        }
    }
}
