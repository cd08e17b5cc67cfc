using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SchemaSdk.Client;
using SchemaSdk.Files;
using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Files;

/// <summary>The files of jobs, which agents read as resources.</summary>
internal sealed class JobFileResource(ModelToolServer server) : McpServerResource
{
    private const int MostBytes = 8 << 20;

    public override ResourceTemplate ProtocolResourceTemplate { get; } = new()
    {
        Name = "job-file",
        Title = "A file of a job",
        UriTemplate = JobFileAddress.Template,
        Description = "A file in the output of a job, up to 8 MiB.",
    };

    public override IReadOnlyList<object> Metadata => [];

    public override bool IsMatch(string uri) => JobFileAddress.TryRead(uri, out _, out _);

    public override async ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            if (!JobFileAddress.TryRead(request.Params?.Uri, out var key, out var number)
                || await server.Jobs.FindAsync(key, server.Options.CustomerOf(request.User), cancellationToken).ConfigureAwait(false)
                    is not { State: LedgerState.Ended or LedgerState.Delivered } entry)
            {
                throw new McpException($"{request.Params?.Uri} is not a file of a job. Call the job tool to list a job's files.");
            }

            var result = await server.Jobs.ResultAsync(entry, cancellationToken).ConfigureAwait(false)
                ?? throw new McpException($"The files of the job '{key}' are still being saved. Read the file again in a few seconds.");
            var shown = ShownJson.Of(result.Output);
            var file = OutputFile.In(shown).ElementAtOrDefault(number)
                ?? throw new McpException($"The job '{key}' has no file {number}. Call the job tool to list its files.");
            using var content = new CappedStream(MostBytes);
            var paths = ResultDownloads.PathsOf(Encoding.UTF8.GetBytes(result.Output.GetRawText()), result.DownloadedFiles);
            if (SavedAt(paths.GetValueOrDefault(file.Address)) is { } path)
            {
                if (new FileInfo(path).Length > MostBytes)
                {
                    throw new McpException(
                        $"The file {request.Params!.Uri} has more than {MostBytes} bytes. The job tool says where it is saved.");
                }

                await using var saved = File.OpenRead(path);
                await saved.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await server.Client.DownloadAsync(ModelFile.FromUrl(file.Address), content, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            }

            return new() { Contents = [BlobResourceContents.FromBytes(content.ToArray(), request.Params!.Uri, file.MediaType)] };
        }
        catch (Exception exception) when (exception.GetBaseException() is FileTooLargeException)
        {
            throw new McpException(
                $"The file {request.Params!.Uri} has more than {MostBytes} bytes. Use its address in the output, or start "
                + "the server with --out.");
        }
        catch (Exception exception) when (exception is ToolRefusal or ModelException or IOException or UnauthorizedAccessException)
        {
            throw new McpException(exception.Message, exception);
        }
    }

    // Other programs can write paths to the ledger, so only files in the ledger's download folder are read.
    private string? SavedAt(string? path) =>
        path is not null && server.Jobs.Ledger.Options.DownloadFolder is { } folder && File.Exists(path)
        && RealPath.Of(path) is var real && real.StartsWith(RealPath.Of(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? real : null;
}
