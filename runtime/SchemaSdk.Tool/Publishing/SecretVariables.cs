namespace SchemaSdk.Tool.Publishing;

/// <summary>The environment variables with secrets. Programs that need no secret do not get them.</summary>
internal static class SecretVariables
{
    /// <summary>The token for the repository.</summary>
    internal const string Repository = "GH_TOKEN";

    /// <summary>The key for the package source.</summary>
    internal const string Packages = "NUGET_API_KEY";

    internal static IReadOnlyList<string> All { get; } =
    [
        .. ModelService.Profiles.SelectMany(static service => service.Defaults.TokenVariables),
        Repository, "GITHUB_TOKEN", Packages, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN",
    ];

    /// <summary>The variables that git and gh do not need for the repository.</summary>
    internal static IReadOnlyList<string> NotOfRepository { get; } =
        [.. All.Except([Repository, "GITHUB_TOKEN"], StringComparer.Ordinal)];
}
