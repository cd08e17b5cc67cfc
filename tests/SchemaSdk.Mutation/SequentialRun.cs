using Xunit.Abstractions;

namespace SchemaSdk.Mutation;

/// <summary>One test at a time.</summary>
internal sealed class SequentialRun : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    public static readonly SequentialRun Options = new();

    private readonly Dictionary<string, object?> _values = new() { ["xunit.execution.DisableParallelization"] = true };

    public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
