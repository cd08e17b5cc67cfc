namespace SchemaSdk.Tool.Publishing;

/// <summary>The environment variables with secrets. This tool passes to a program only the secrets that the program needs.</summary>
internal static class SecretVariables
{
    /// <summary>The variable with the token for the repository on GitHub.</summary>
    internal const string Repository = "GH_TOKEN";

    /// <summary>The variable with the key for the package source.</summary>
    internal const string Packages = "NUGET_API_KEY";

    internal static IReadOnlyList<string> All { get; } =
    [
        .. ModelService.Profiles.SelectMany(static service => service.Defaults.TokenVariables),
        Repository, "GITHUB_TOKEN", Packages, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN",
    ];

    /// <summary>The variables to withhold from git and gh, which need only the token for the repository.</summary>
    internal static IReadOnlyList<string> NotOfRepository { get; } =
        [.. All.Except([Repository, "GITHUB_TOKEN"], StringComparer.Ordinal)];
}
