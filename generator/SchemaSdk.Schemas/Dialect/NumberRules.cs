using Newtonsoft.Json.Linq;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Numbers that no reader of JSON holds, such as <c>1e400</c>.</summary>
internal static class NumberRules
{
    /// <summary>Finds them.</summary>
    /// <param name="root">The document.</param>
    public static IReadOnlyList<JValue> Beyond(JContainer root) => [.. root.Descendants().OfType<JValue>().Where(IsBeyond)];

    /// <summary>Takes them out: what had one is as if it were not there.</summary>
    /// <param name="numbers">Numbers of one document, which is changed.</param>
    public static void TakeOut(IReadOnlyList<JValue> numbers)
    {
        foreach (var array in numbers.Select(number => number.Parent).OfType<JArray>().Distinct().ToList())
        {
            var others = array.Where(item => item is not JValue value || !IsBeyond(value)).ToList();
            array.RemoveAll();
            others.ForEach(array.Add);
        }

        foreach (var member in numbers.Select(number => number.Parent).OfType<JProperty>().ToList())
        {
            member.Remove();
        }
    }

    private static bool IsBeyond(JValue value) => value.Value is double number && double.IsInfinity(number);
}
