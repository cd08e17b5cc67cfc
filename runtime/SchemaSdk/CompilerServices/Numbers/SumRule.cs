using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Numbers in a value whose sum is known.</summary>
internal sealed class SumRule
{
    private readonly NumberPath _terms;
    private readonly NumberPath? _total;
    private readonly NumberSum _constant;
    private readonly bool _isOnePass;

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
            _isOnePass = _terms.PartsFrom(_total);
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

    /// <summary>Adds up the numbers, without allocating.</summary>
    /// <param name="value">On the first token of the value.</param>
    /// <param name="terms">Their sum.</param>
    /// <param name="total">What it has to be.</param>
    /// <returns>
    /// False if there is nothing to compare: a member did not come, is not a number or has too many digits, or there are no items.
    /// </returns>
    public bool TryAdd(Utf8JsonReader value, out NumberSum terms, out NumberSum total)
    {
        terms = default;
        total = _constant;
        if (_isOnePass)
        {
            return NumberPath.TryAdd(ref value, _terms, ref terms, _total!, ref total) && terms.Count > 0;
        }

        var other = value;
        return _terms.TryAdd(ref value, ref terms) && terms.Count > 0 && (_total is null || _total.TryAdd(ref other, ref total));
    }
}
