namespace SchemaSdk.Settings;

/// <summary>The variables of the process that a client reads, and nothing else of it.</summary>
internal sealed class ModelEnvironment(Func<string, string?> read)
{
    // RunComfy's own tools and pages each use another name; the last is the one its code samples show.
    private static readonly string[] TokenNames = ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN"];

    internal const string BaseAddressName = "RUNCOMFY_MODEL_API_BASE";

    /// <summary>The variables of this process.</summary>
    internal static ModelEnvironment Process { get; } = new(Environment.GetEnvironmentVariable);

    internal string? BaseAddress => read(BaseAddressName) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The first token variable that is set, with its name.</summary>
    internal (string Name, string Value)? Token
    {
        get
        {
            foreach (var name in TokenNames)
            {
                if (read(name) is { } value && !string.IsNullOrWhiteSpace(value))
                {
                    return (name, value);
                }
            }

            return null;
        }
    }
}
