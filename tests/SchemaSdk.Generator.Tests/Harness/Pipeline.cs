using System.Reflection;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>What is known of the generator's pipeline.</summary>
internal static class Pipeline
{
    /// <summary>The tracking names, in the pipeline's order.</summary>
    public static readonly IReadOnlyList<string> StepNames =
    [
        .. typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];
}
