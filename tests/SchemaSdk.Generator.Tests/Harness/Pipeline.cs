using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>What is known of the generator's pipeline.</summary>
internal static class Pipeline
{
    /// <summary>What the compiler tracks of its own before our first step.</summary>
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
