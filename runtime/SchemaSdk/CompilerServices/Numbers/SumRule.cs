using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>Numbers in a value whose sum is known.</summary>
internal sealed class SumRule
{
    private readonly NumberPath _terms;
    private readonly NumberPath? _total;
    private readonly NumberSum _constant;

    /// <summary>Takes a rule.</summary>
    /// <param name="terms">
    /// Where the numbers are: a JSON pointer (RFC 6901) from the value, with <c>*</c> for every item of an array.
    /// </param>
    /// <param name="total">What they add up to: a JSON pointer without <c>*</c>, or the text of a number.</param>
    public SumRule(string terms, string total)
    {
        Terms = terms;
        Total = total;
        _terms = new NumberPath(terms);
        if (total.StartsWith('/'))
        {
            _total = new NumberPath(total);
        }
        else
        {
            _constant.TryAdd(Encoding.ASCII.GetBytes(total), 0);
        }
    }

    /// <summary>The path to the numbers.</summary>
    public string Terms { get; }

    /// <summary>The path to their total.</summary>
    public string Total { get; }

    /// <summary>The name of the member that holds the numbers; null if a value without members holds them.</summary>
    public string? MemberOfTerms => _terms.FirstName;

    /// <summary>The name of the member that holds the total; null if it is a number by itself.</summary>
    public string? MemberOfTotal => _total?.FirstName;

    /// <summary>Adds up the numbers, without allocating.</summary>
    /// <param name="value">On the first token of the value.</param>
    /// <param name="terms">Their sum.</param>
    /// <param name="total">What it has to be.</param>
    /// <returns>
    /// False if there is nothing to compare: a member did not come, is not a number or has too many digits, or there are no items.
    /// </returns>
    public bool TryAdd(JsonCursor value, out NumberSum terms, out NumberSum total) => TryAdd(value, value, 0, out terms, out total);

    /// <summary>Adds up the numbers, without allocating, where their members are found already.</summary>
    /// <param name="holder">On the member that holds the numbers.</param>
    /// <param name="totalHolder">On the member that holds the total, if one does.</param>
    /// <param name="terms">Their sum.</param>
    /// <param name="total">What it has to be.</param>
    /// <inheritdoc cref="TryAdd(JsonCursor, out NumberSum, out NumberSum)" path="/returns" />
    public bool TryAdd(JsonCursor holder, JsonCursor totalHolder, out NumberSum terms, out NumberSum total) =>
        TryAdd(holder, totalHolder, 1, out terms, out total);

    private bool TryAdd(JsonCursor value, JsonCursor other, int step, out NumberSum terms, out NumberSum total)
    {
        terms = default;
        total = _constant;
        return _terms.TryAdd(ref value, step, ref terms)
            && terms.Count > 0
            && (_total is null || _total.TryAdd(ref other, step, ref total));
    }
}
