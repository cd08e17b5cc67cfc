using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>The steps of the generator's pipeline.</summary>
internal static class GeneratorSteps
{
    /// <summary>The steps that the compiler itself tracks before our first one.</summary>
    public static readonly IReadOnlySet<string> InputNames = new HashSet<string>
    {
        "AdditionalTexts", "AnalyzerConfigOptions", "Compilation", "ParseOptions"
    };

    /// <summary>The tracking names, in the pipeline's order.</summary>
    public static readonly IReadOnlyList<string> StepNames =
    [
        .. typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];
}
