namespace SchemaSdk.Client.Settings;

/// <summary>The environment variables that a client reads.</summary>
internal sealed class ModelEnvironment(Func<string, string?> read)
{
    internal static ModelEnvironment Process { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Returns the value of a variable; null if the variable is unset or blank.</summary>
    internal string? Of(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
