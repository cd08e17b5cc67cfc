using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>The options that all commands for downloading models share.</summary>
/// <param name="isAll">True if the command works on all folders by default.</param>
internal sealed class TakingOptions(bool isAll)
{
    private readonly GivenFolder _folder = GivenFolder.Option(
        "The folder of schemas. The lock file schemas.lock.json is next to it.", isAll);

    private readonly GivenService _service = new("the lock file");

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Replace edited schemas. Patches are kept.",
    };

    private readonly Option<bool> _acceptShrink = new("--accept-shrink")
    {
        Description = "Accept a catalogue that lost more than a tenth of its models.",
    };

    internal void AddTo(Command command)
    {
        _folder.AddTo(command);
        _service.AddTo(command);
        command.Add(_overwrite);
        command.Add(_acceptShrink);
    }

    internal ConfiguredFolder ReadOne(ParseResult parsed, ToolHost host) => _folder.ReadOne(parsed, host);

    internal IReadOnlyList<ConfiguredFolder> ReadAll(ParseResult parsed, ToolHost host) => _folder.ReadAll(parsed, host);

    internal TakingSettings Read(string command, ParseResult parsed, ConfiguredFolder folder, bool isFacts) => new(
        command,
        folder,
        _service.Read(parsed).In(folder),
        isFacts || folder.Settings.Facts,
        parsed.GetValue(_overwrite),
        parsed.GetValue(_acceptShrink));
}
