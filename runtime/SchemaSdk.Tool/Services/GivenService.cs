using System.CommandLine;
using System.CommandLine.Parsing;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine;

namespace SchemaSdk.Tool.Services;

/// <summary>The options that say which service a command calls, and at which address.</summary>
/// <param name="known">Where the default service is recorded, such as "the folder's lock file", for the help.</param>
internal sealed class GivenService(string known)
{
    private readonly Option<ServiceProfile?> _service = Named(known);
    private readonly Option<string?> _address = GivenAddress.Make();

    /// <summary>Creates the <c>--service</c> option for commands that need the formats of a service, but do not call it.</summary>
    internal static Option<ServiceProfile?> Named(string known)
    {
        var option = new Option<ServiceProfile?>("--service")
        {
            Description = $"The service: {Words.Any}. [default: the one in {known}, or {ServiceChoice.UsualName}]",
            HelpName = "name",
            CustomParser = Read,
        };
        option.CompletionSources.Add([.. Words.All]);
        return option;
    }

    internal void AddTo(Command command)
    {
        command.Add(_service);
        command.Add(_address);
    }

    internal AskedService Read(ParseResult parsed) => new(parsed.GetValue(_service), GivenAddress.Read(parsed, _address));

    private static ServiceProfile? Read(ArgumentResult result)
    {
        var typed = result.Tokens is [var token] ? token.Value : "";
        if (ModelService.Find(typed) is { } service)
        {
            return service;
        }

        var hint = typed.Contains("://", StringComparison.Ordinal) ? " Specify an address with --address." : "";
        result.AddError($"--service must be {Words.Any}, not '{typed}'.{hint}");
        return null;
    }

    private static class Words
    {
        internal static IReadOnlyList<string> All { get; } = [.. ModelService.Profiles.Select(static service => service.Names.Name)];

        internal static string Any { get; } = All.Count == 1 ? All[0] : $"{string.Join(", ", All.SkipLast(1))} or {All[^1]}";
    }
}
