namespace SchemaSdk.Client.Settings;

/// <summary>The environment variables that a client reads.</summary>
internal sealed class ModelEnvironment(Func<string, string?> read)
{
    /// <summary>The variables of this process.</summary>
    internal static ModelEnvironment Process { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The first of the variables that is set, with its name.</summary>
    internal (string Name, string Value)? FirstOf(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (Of(name) is { } value)
            {
                return (name, value);
            }
        }

        return null;
    }

    /// <summary>The value of a variable; null if it is not set or is blank.</summary>
    internal string? Of(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
