using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Describes the model that the user typed, for help and completion.</summary>
internal static class ModelHelp
{
    /// <summary>Lists the members of the model's input, to append to the help of a command.</summary>
    /// <exception cref="ToolException">The model cannot be read.</exception>
    internal static async Task<IEnumerable<string>> LinesAsync(
        CallTarget target, ParseResult parsed, ToolHost host, CancellationToken stop)
    {
        if (target.TypedModelOf(parsed) is not { } id)
        {
            return ["To list the inputs of a model, put its id before --help."];
        }

        var models = target.FolderModelsOf(parsed, host);
        if (models.Find(id, stop) is { } known)
        {
            return InputHelp.Of(known);
        }

        var service = await CalledService.AtAsync(target.ServiceOf(parsed, host), host, stop).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            return InputHelp.Of(await new ModelReads(service, models, host).ReadAsync(id, stop).ConfigureAwait(false));
        }
    }

    /// <summary>Reads the model from the folder; returns null if this fails. Completion must not call the service.</summary>
    internal static CallableModel? ForCompletion(CallTarget target, ParseResult parsed, ToolHost host)
    {
        try
        {
            return target.TypedModelOf(parsed) is { } id ? target.FolderModelsOf(parsed, host).Find(id, CancellationToken.None) : null;
        }
        catch (ToolException)
        {
            // The command itself will report the error.
            return null;
        }
    }
}
