using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>Numbers in a value with a known sum.</summary>
internal sealed class SumRule
{
    private readonly NumberPath _terms;
    private readonly NumberPath? _total;
    private readonly NumberSum _constant;

    /// <summary>Creates a rule.</summary>
    /// <param name="terms">
    /// Where the numbers are: a JSON pointer (RFC 6901) from the value, with <c>*</c> for every item of an array.
    /// </param>
    /// <param name="total">Their sum: a JSON pointer without <c>*</c>, or the text of a number.</param>
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

    /// <summary>The name of the member with the numbers; null if they are in a value without members.</summary>
    public string? MemberOfTerms => _terms.FirstName;

    /// <summary>The name of the member with the total; null if the total is a fixed number.</summary>
    public string? MemberOfTotal => _total?.FirstName;

    /// <summary>
    /// The name of the member in each item of <see cref="MemberOfTerms"/> that has one of the numbers; null if they are elsewhere.
    /// </summary>
    public string? MemberOfItems => _terms.NameInItems;

    /// <summary>Adds up the numbers, without allocations.</summary>
    /// <param name="value">On the first token of the value.</param>
    /// <param name="step">How many steps of the path to them lead to that value.</param>
    /// <param name="terms">Their sum.</param>
    /// <returns>
    /// False if there is nothing to compare: a member is missing, is not a number or has too many digits, or there are no items.
    /// </returns>
    public bool TryAddTerms(ref JsonCursor value, int step, out NumberSum terms)
    {
        terms = default;
        return _terms.TryAdd(ref value, step, ref terms) && terms.Count > 0;
    }

    /// <summary>Reads the total.</summary>
    /// <param name="value">On the first token of the value.</param>
    /// <param name="step">How many steps of the path to the total lead to that value.</param>
    /// <param name="total">The total.</param>
    /// <returns>False if it is missing, is not a number or has too many digits.</returns>
    public bool TryAddTotal(ref JsonCursor value, int step, out NumberSum total)
    {
        total = _constant;
        return _total is null || _total.TryAdd(ref value, step, ref total);
    }
}
