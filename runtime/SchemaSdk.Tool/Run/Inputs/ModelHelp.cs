using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Tells what is known of the model that was typed, while a command is not run.</summary>
internal static class ModelHelp
{
    /// <summary>The inputs of the model, as the rest of a command's help.</summary>
    /// <exception cref="ToolException">The model cannot be read.</exception>
    internal static async Task<IEnumerable<string>> LinesAsync(
        CallTarget target, ParseResult parsed, ToolHost host, CancellationToken stop)
    {
        if (target.TypedModelOf(parsed) is not { } id)
        {
            return ["With the id of a model before it, --help tells the inputs of that model."];
        }

        var models = target.FolderModelsOf(parsed, host);
        if (models.Find(id, stop) is { } known)
        {
            return InputHelp.Of(known);
        }

        var service = await CalledService.AtAsync(target.ServiceOf(parsed), host, stop).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            return InputHelp.Of(await new ModelReads(service, models, host).ReadAsync(id, stop).ConfigureAwait(false));
        }
    }

    /// <summary>The model if the folder has it: no key on a keyboard asks a service.</summary>
    /// <returns>Null for a model that cannot be read.</returns>
    internal static CallableModel? ForCompletion(CallTarget target, ParseResult parsed, ToolHost host)
    {
        try
        {
            return target.TypedModelOf(parsed) is { } id ? target.FolderModelsOf(parsed, host).Find(id, CancellationToken.None) : null;
        }
        catch (ToolException)
        {
            // What is wrong with it is told when the line is run.
            return null;
        }
    }
}
