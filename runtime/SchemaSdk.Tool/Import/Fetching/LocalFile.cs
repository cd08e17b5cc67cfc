using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Reads a file from a path on the command line, up to a size limit.</summary>
internal static class LocalFile
{
    /// <param name="typed">The path as it was typed, for messages.</param>
    /// <param name="path">The full path.</param>
    /// <param name="most">The maximum number of bytes.</param>
    /// <param name="stop">Cancels the read.</param>
    /// <exception cref="ToolException">The file does not exist, cannot be read, or exceeds the limit.</exception>
    internal static async Task<byte[]> ReadAsync(string typed, string path, int most, CancellationToken stop)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using (file.ConfigureAwait(false))
            {
                return await LimitedBytes.ReadAsync(file, most, stop).ConfigureAwait(false) ?? throw new ToolException(
                    ExitCode.WrongUsage,
                    string.Create(
                        CultureInfo.InvariantCulture, $"'{typed}' has more than {most} bytes, which is the limit. Nothing was changed."));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{typed}' cannot be read: {exception.Message} Nothing was changed.", exception);
        }
    }
}
