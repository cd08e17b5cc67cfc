using Xunit.Abstractions;

namespace SchemaSdk.Mutation;

/// <summary>Tests that take long or measure time and memory: what they alone would find counts as not found.</summary>
internal static class LeftOut
{
    private static readonly string[] Names =
    [
        "It_costs_at_most_its_own_model_and_so_much_memory",
        "Random_schemas_neither_throw_nor_bring_about_code_nor_take_long",
        "Time_grows_no_faster_than_the_size",
        "A_valid_value_costs_no_memory",
    ];

    // Tests of the whole corpus.
    private const string Corpus = "SchemaSdk.Generator.Tests.Corpus.";

    /// <summary>Returns true if a test is left out.</summary>
    public static bool Contains(ITestCase test) =>
        Names.Contains(test.TestMethod.Method.Name)
        || test.TestMethod.TestClass.Class.Name.StartsWith(Corpus, StringComparison.Ordinal);
}
