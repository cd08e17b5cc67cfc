using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the keyword <c>type</c>.</summary>
internal sealed class TypeNode(JsonTypes types) : RuleNode
{
    /// <summary>Maps the first token of a value to the types that the value can have. A member name counts as a string.</summary>
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

    public static bool CanBe(JsonTokenType token, JsonTypes types) => (Kinds[(int)token] & (byte)types) != 0;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => Check(ref check, types);

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

/// <summary>Rejects every value, for the schema <c>false</c> or for members that <c>additionalProperties: false</c> forbids.</summary>
/// <param name="rule">The keyword to report.</param>
/// <param name="requirement">The text that follows "it must" in the message.</param>
/// <param name="allowed">What the schema allows instead.</param>
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
/// Records that the schema has an unchecked constraint on values of some types. <c>oneOf</c> then counts such a value neither as a certain
/// match nor as a mismatch.
/// </summary>
/// <param name="types">The types that the constraint applies to.</param>
internal sealed class UnsureNode(JsonTypes types) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => check.Trial.IsUnsure |= TypeNode.CanBe(check.Cursor.TokenType, types);
}

/// <summary>
/// Checks the keywords <c>enum</c> and <c>const</c>. Numbers are compared by value, and objects regardless of the order of their members.
/// </summary>
/// <param name="rule">The keyword.</param>
/// <param name="requirement">The text between "it must" and the values in the message.</param>
/// <param name="values">The allowed values as a JSON array.</param>
internal sealed class ValuesNode(string rule, string requirement, string values) : RuleNode
{
    /// <summary>The maximum nesting depth of the array of allowed values. Each value in the array can be as deep as an input.</summary>
    public const int MaxDepth = JsonText.MaxInputDepth + 1;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(values);

    /// <inheritdoc />
    public override bool IsConstant => true;

    /// <inheritdoc />
    public override bool IsTag => rule == "const";

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
