using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Keyword <c>type</c>.</summary>
/// <param name="types">The allowed types.</param>
internal sealed class TypeNode(JsonTypes types) : RuleNode
{
    /// <summary>The types of the values that start with each kind of token; a name counts as a string.</summary>
    private static ReadOnlySpan<byte> Kinds =>
    [
        0,
        (byte)JsonTypes.Object,
        0,
        (byte)JsonTypes.Array,
        0,
        (byte)JsonTypes.String,
        0,
        (byte)JsonTypes.String,
        (byte)JsonTypes.Number,
        (byte)JsonTypes.Boolean,
        (byte)JsonTypes.Boolean,
        (byte)JsonTypes.Null,
    ];

    /// <summary>Returns true if a value that starts with such a token can have one of the types.</summary>
    public static bool CanBe(JsonTokenType token, JsonTypes types) => (Kinds[(int)token] & (byte)types) != 0;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => Check(ref check, types);

    /// <summary>Checks the type of a value.</summary>
    public static void Check(ref JsonCheck check, JsonTypes types)
    {
        if ((!CanBe(check.Cursor.TokenType, types) || ((types & JsonTypes.Number) == JsonTypes.Integer && IsFraction(check.Cursor)))
            && check.FailsByKind())
        {
            var allowed = JsonTypeNames.Of(types);
            check.Report("type", $"be of type {allowed}", allowed);
        }
    }

    private static bool IsFraction(in JsonCursor cursor) => cursor.TokenType == JsonTokenType.Number
        && cursor.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0
        && !new JsonNumber(cursor.ValueSpan).IsInteger;
}

/// <summary>The schema <c>false</c>, and a member that <c>additionalProperties: false</c> forbids.</summary>
/// <param name="rule">The rule in an error.</param>
/// <param name="requirement">The text that follows "it must".</param>
/// <param name="allowed">What is allowed.</param>
internal sealed class ForbiddenNode(string rule, string requirement, string allowed) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Fails())
        {
            check.Report(rule, requirement, allowed);
        }
    }
}

/// <summary>
/// Records that the schema requires something of values of some types that is not checked. For <c>oneOf</c> such a value then counts
/// neither as one of two that fit nor as one that does not.
/// </summary>
/// <param name="types">The types.</param>
internal sealed class UnsureNode(JsonTypes types) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => check.Trial.IsUnsure |= TypeNode.CanBe(check.Cursor.TokenType, types);
}

/// <summary>Keywords <c>enum</c> and <c>const</c>. Numbers are compared by value, objects in any order of their members.</summary>
/// <param name="rule">The keyword.</param>
/// <param name="requirement">The text that follows "it must", before the values.</param>
/// <param name="values">A JSON array of the allowed values.</param>
internal sealed class ValuesNode(string rule, string requirement, string values) : RuleNode
{
    /// <summary>The depth to which the array may nest, so each value in it may be as deep as an input.</summary>
    public const int MaxDepth = JsonText.MaxInputDepth + 1;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(values);

    /// <inheritdoc />
    public override bool IsConstant => true;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        var isOfAKind = false;
        var candidates = new Utf8JsonReader(_utf8, Options);
        candidates.Read();
        while (candidates.Read() && candidates.TokenType != JsonTokenType.EndArray)
        {
            var left = check.Cursor.Reader();
            var right = candidates;
            if (JsonValues.AreEqual(ref left, ref right, _utf8))
            {
                return;
            }

            isOfAKind |= JsonValues.AreOfOneKind(check.Cursor.TokenType, candidates.TokenType);
            candidates.Skip();
        }

        if (isOfAKind ? check.Fails() : check.FailsByKind())
        {
            var allowed = JsonText.Cut(values[1..^1]);
            check.Report(rule, requirement + allowed, allowed);
        }
    }
}
