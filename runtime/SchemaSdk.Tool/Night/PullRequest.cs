using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Publishing;

namespace SchemaSdk.Tool.Night;

/// <summary>The pull request for the branch with the update.</summary>
internal sealed class PullRequest(NightCheckout checkout)
{
    private readonly GitHubCommands _github = new(checkout.Host);

    /// <summary>Opens the pull request, or updates the open one.</summary>
    /// <returns>What was done, as a sentence.</returns>
    /// <exception cref="ToolException">gh failed. The branch has already been pushed.</exception>
    internal async Task<string> PutAsync(string title, string text, CancellationToken stop)
    {
        if (!_github.HasToken)
        {
            return $"No pull request was opened or updated, because {SecretVariables.Repository} is not set. The text of the pull "
                + $"request is in {NightState.Folder}/{NightState.TextFile}.";
        }

        var branch = checkout.Settings.Branch;

        // Anyone can open pull requests from a fork's branch of this name. List many, so that this repository's own is among them.
        var list = await _github.RunAsync(
            "", stop, "pr", "list", "--head", branch, "--state", "open", "--limit", "1000", "--json", "number,isCrossRepository")
            .ConfigureAwait(false);
        if (OwnIn(list) is { } number)
        {
            await _github.RunAsync(text, stop, "pr", "edit", $"{number}", "--title", title, "--body-file", "-").ConfigureAwait(false);
            return $"Updated pull request {number}.";
        }

        await _github.RunAsync(text, stop, "pr", "create", "--head", branch, "--title", title, "--body-file", "-").ConfigureAwait(false);
        return "Opened a pull request.";
    }

    private static int? OwnIn(string list)
    {
        try
        {
            return JsonNode.Parse(list)!.AsArray()
                .Where(static request => request!["isCrossRepository"]!.GetValue<bool>() == false)
                .Select(static request => (int?)request!["number"]!.GetValue<int>())
                .FirstOrDefault();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new ToolException(
                ExitCode.Service,
                "gh pr list did not return a list of pull requests. No pull request was opened or updated, but the branch was pushed.",
                exception);
        }
    }
}
