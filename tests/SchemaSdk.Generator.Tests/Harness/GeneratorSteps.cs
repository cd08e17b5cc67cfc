using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

internal static class GeneratorSteps
{
    /// <summary>The steps that the compiler itself tracks before our first one.</summary>
    public static readonly IReadOnlySet<string> InputNames = new HashSet<string>
    {
        "AdditionalTexts", "AnalyzerConfigOptions", "Compilation", "ParseOptions"
    };

    public static readonly IReadOnlyList<string> StepNames =
    [
        .. typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];
}
