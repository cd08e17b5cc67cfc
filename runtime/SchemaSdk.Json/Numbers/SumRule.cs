using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>States that certain numbers in a value must have a given sum.</summary>
internal sealed class SumRule
{
    private readonly NumberPath _terms;
    private readonly NumberPath? _total;
    private readonly NumberSum _constant;

    /// <param name="terms">
    /// The location of the numbers in the value: a JSON pointer (RFC 6901) in which <c>*</c> selects every item of an array.
    /// </param>
    /// <param name="total">The required sum: a JSON pointer without <c>*</c>, or a number.</param>
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

    public string Terms { get; }

    /// <summary>The path to the total, or the constant total itself.</summary>
    public string Total { get; }

    /// <summary>The name of the member that contains the numbers; null if the value itself is an array.</summary>
    public string? MemberOfTerms => _terms.FirstName;

    /// <summary>The name of the member that contains the total; null if the total is a constant.</summary>
    public string? MemberOfTotal => _total?.FirstName;

    /// <summary>
    /// The name of the member that contains the number in each item of <see cref="MemberOfTerms"/>; null if the path has any other form.
    /// </summary>
    public string? MemberOfItems => _terms.NameInItems;

    /// <summary>Adds up the numbers without allocating.</summary>
    /// <param name="value">The cursor, on the first token of a value.</param>
    /// <param name="step">How many steps of the path to the numbers have been taken to reach this value.</param>
    /// <param name="terms">The sum.</param>
    /// <returns>
    /// False if the sum cannot be compared because a member is missing, is not a number or has too many digits, or because the array is
    /// empty.
    /// </returns>
    public bool TryAddTerms(ref JsonCursor value, int step, out NumberSum terms)
    {
        terms = default;
        return _terms.TryAdd(ref value, step, ref terms) && terms.Count > 0;
    }

    /// <summary>Reads the total that the terms must add up to: a number in the value, or a constant.</summary>
    /// <param name="value">The cursor, on the first token of a value.</param>
    /// <param name="step">How many steps of the path to the total have been taken to reach this value.</param>
    /// <param name="total">The total.</param>
    /// <returns>False if the total is missing, is not a number or has too many digits.</returns>
    public bool TryAddTotal(ref JsonCursor value, int step, out NumberSum total)
    {
        total = _constant;
        return _total is null || _total.TryAdd(ref value, step, ref total);
    }
}
