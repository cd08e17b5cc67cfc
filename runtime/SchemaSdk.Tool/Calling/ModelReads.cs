using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>Finds a model in the folder or, if the folder does not have it, in the catalogue of the service.</summary>
internal sealed class ModelReads(CalledService service, FolderModels models, ToolHost host)
{
    /// <exception cref="ToolException">Neither the folder nor the catalogue has the model, or its schema cannot be used.</exception>
    internal async Task<CallableModel> ReadAsync(string id, CancellationToken stop)
    {
        try
        {
            service.Client.Profile.CheckModelId(id);
        }
        catch (ArgumentException exception)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{id}' is not a valid model id for the service. Nothing was sent.", exception);
        }

        var model = models.Find(id, stop);
        if (model is null && service.IsEmulated)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{models.Folder} has no model '{id}', and the emulator has only the models of this folder."
                + NearestName.Hint(id, FolderModels.Ids(models.Folder)));
        }

        if (model is null)
        {
            var catalogue = new CatalogueModels(service.Client, host);
            model = catalogue.Make(await catalogue.ReadAsync(id, models, stop).ConfigureAwait(false));
        }

        await RetirementNotice.WriteAsync(model, host).ConfigureAwait(false);
        return model;
    }
}
