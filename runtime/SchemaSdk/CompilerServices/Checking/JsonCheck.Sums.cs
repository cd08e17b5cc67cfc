namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>A rule of <c>x-rules</c>: numbers in the value whose sum is known. If one of them is missing, nothing is checked.</summary>
    /// <param name="rule">The places of the numbers and of their sum.</param>
    public void Sum(SumRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.TryAdd(Reader, out var terms, out var total) && !terms.IsEqualTo(total) && Fails())
        {
            var by = rule.Total.StartsWith('/') ? $" like {rule.Total}" : "";
            Report(terms.Start, "sum", $"have numbers at {rule.Terms} that add up to {total}{by}, not to {terms}", $"a sum of {total}");
        }
    }
}
