using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Reads a file that somebody named, of which only a part may be wanted in memory.</summary>
internal static class LocalFile
{
    /// <param name="typed">The path as it was typed, for messages.</param>
    /// <param name="path">The full path.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="ToolException">It is missing, cannot be read, or is larger.</exception>
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
                        CultureInfo.InvariantCulture, $"'{typed}' has more than {most} bytes, which are the most. Nothing was changed."));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{typed}' cannot be read: {exception.Message} Nothing was changed.", exception);
        }
    }
}
