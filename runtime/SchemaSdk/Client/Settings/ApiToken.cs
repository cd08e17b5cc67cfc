using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Client.Settings;

/// <summary>Checks that tokens can be sent in an HTTP header. The messages never contain a token.</summary>
internal static class ApiToken
{
    /// <summary>Trims a token, and rejects a token that an HTTP header cannot carry.</summary>
    internal static bool TryClean(string? text, [NotNullWhen(true)] out string? token, out string problem)
    {
        token = text?.Trim();
        problem = token is null or "" ? "is empty"
            : token.Any(char.IsWhiteSpace) ? "contains white space or a line break"
            : token.Any(char.IsControl) ? "contains a control character"
            : !token.All(char.IsAscii) ? "contains a character that is not ASCII"
            : "";
        token = problem.Length > 0 ? null : token;
        return token is not null;
    }

    /// <summary>Reads a client's token from its options, or else from the environment; null if neither has one.</summary>
    /// <exception cref="ArgumentException">The token is set but invalid.</exception>
    internal static string? From(string? option, ServiceProfile service, ModelEnvironment environment)
    {
        var name = string.IsNullOrWhiteSpace(option)
            ? service.Defaults.TokenVariables.FirstOrDefault(variable => environment.Of(variable) is not null)
            : nameof(ModelClientOptions.ApiToken);
        return name is null ? null
            : TryClean(string.IsNullOrWhiteSpace(option) ? environment.Of(name) : option, out var token, out var problem) ? token
            : throw new ArgumentException($"The token in {name} {problem}. Copy it again from {service.Names.TokenPage}.", name);
    }
}
