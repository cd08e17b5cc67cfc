using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the keyword <c>minimum</c>.</summary>
internal sealed class MinimumNode(NumberBound bound) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number && bound.Compare(check.Cursor.ValueSpan) < 0 && check.Fails())
        {
            check.Report("minimum", $"be at least {bound.Shown}", $"at least {bound.Shown}");
        }
    }
}

/// <summary>Checks the keyword <c>maximum</c>.</summary>
internal sealed class MaximumNode(NumberBound bound) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number && bound.Compare(check.Cursor.ValueSpan) > 0 && check.Fails())
        {
            check.Report("maximum", $"be at most {bound.Shown}", $"at most {bound.Shown}");
        }
    }
}

/// <summary>Checks the keywords <c>minimum</c> and <c>maximum</c> together.</summary>
internal sealed class RangeNode(NumberBound minimum, NumberBound maximum) : RuleNode
{
    private readonly MinimumNode _minimum = new(minimum);
    private readonly MaximumNode _maximum = new(maximum);

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number
            && !(ShortDecimal.TryRead(check.Cursor.ValueSpan, out var value) && minimum.IsAtMost(value) && maximum.IsAtLeast(value)))
        {
            _minimum.Check(ref check);
            _maximum.Check(ref check);
        }
    }
}

/// <summary>Checks the keyword <c>exclusiveMinimum</c>.</summary>
internal sealed class AboveNode(NumberBound bound) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number && bound.Compare(check.Cursor.ValueSpan) <= 0 && check.Fails())
        {
            check.Report("exclusiveMinimum", $"be above {bound.Shown}", $"above {bound.Shown}");
        }
    }
}

/// <summary>Checks the keyword <c>exclusiveMaximum</c>.</summary>
internal sealed class BelowNode(NumberBound bound) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number && bound.Compare(check.Cursor.ValueSpan) >= 0 && check.Fails())
        {
            check.Report("exclusiveMaximum", $"be below {bound.Shown}", $"below {bound.Shown}");
        }
    }
}

/// <summary>Checks the keyword <c>multipleOf</c>. The check calculates in decimal, so 0.3 is a multiple of 0.1.</summary>
/// <param name="divisor">The text of a JSON number.</param>
internal sealed class MultipleNode(string divisor) : RuleNode
{
    private readonly byte[] _digits = Encoding.ASCII.GetBytes(divisor);

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.Number
            && !new JsonNumber(check.Cursor.ValueSpan).IsMultipleOf(new JsonNumber(_digits))
            && check.Fails())
        {
            check.Report("multipleOf", $"be a multiple of {divisor}", $"a multiple of {divisor}");
        }
    }
}
