using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

internal static class GeneratorSteps
{
    /// <summary>The names of steps that Roslyn itself tracks before the generator's first step.</summary>
    public static readonly IReadOnlySet<string> InputNames = new HashSet<string>
    {
        "AdditionalTexts", "AnalyzerConfigOptions", "Compilation", "ParseOptions"
    };

    public static readonly IReadOnlyList<string> StepNames =
    [
        .. typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];
}
