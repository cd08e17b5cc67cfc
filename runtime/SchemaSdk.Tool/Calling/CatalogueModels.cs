using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.Services;
using SchemaSdk.Tool.Services.Known;

namespace SchemaSdk.Tool.Calling;

/// <summary>Reads single models from the catalogue of a service.</summary>
internal sealed class CatalogueModels(CatalogueClient client, ToolHost host)
{
    /// <summary>Reads a model's entry in the catalogue. If the id is unknown, the error suggests an id from the folder.</summary>
    /// <exception cref="ToolException">The call failed, or the service does not have the model.</exception>
    internal Task<ModelCatalogEntry> ReadAsync(string id, FolderModels known, CancellationToken stop) =>
        host.Console.WatchAsync("Reading the catalogue", async _ =>
        {
            try
            {
                var model = await ServiceCatalogues.Of(client).GetAsync(id, stop).ConfigureAwait(false)
                    ?? throw Unknown(id, known, cause: null);
                var entry = model.Entry;
                return entry.Id == id ? entry : throw new ToolException(
                    ExitCode.Service,
                    $"The service returned the model '{ModelIdFault.Cut(entry.Id)}' instead of {id}. Nothing was sent.");
            }
            catch (ArgumentException exception)
            {
                var why = exception.Message.Split(" (Parameter ", 2)[0];
                throw new ToolException(ExitCode.WrongUsage, $"{why} Nothing was sent.", exception);
            }
            catch (ModelApiException exception) when (client.Profile.IsUnknownModel(exception.StatusCode, exception.ErrorCode))
            {
                throw Unknown(id, known, exception);
            }
            catch (ModelConfigurationException exception)
            {
                throw new ToolException(ExitCode.WrongUsage, ToolWords.Of(exception, id), exception);
            }
            catch (ModelException exception)
            {
                throw new ToolException(ExitCode.Service, $"{ToolWords.Of(exception, id)} Nothing was sent.", exception);
            }
        });

    private static ToolException Unknown(string id, FolderModels known, ModelApiException? cause) => new(
        ExitCode.WrongUsage,
        $"Neither {known.Folder} nor the catalogue of the service has the model '{id}'."
        + NearestName.Hint(id, FolderModels.Ids(known.Folder)),
        cause);

    /// <summary>Creates a model from its catalogue entry.</summary>
    /// <exception cref="ToolException">The entry has no usable schema.</exception>
    internal CallableModel Make(ModelCatalogEntry entry) => entry.InputSchema is { } schema
        ? FolderModels.Make(
            new FoundFile($"{client.Source}{entry.Id}/{SchemaFileName.Input}", client.Source, entry.Id, schema).ToSchema(SchemaRole.Input))
        : throw new ToolException(
            ExitCode.Service,
            $"The catalogue has no schema for {entry.Id}, so its input cannot be checked. Nothing was sent. Save a schema for the "
            + "model in a folder, and specify that folder with --folder.");
}
