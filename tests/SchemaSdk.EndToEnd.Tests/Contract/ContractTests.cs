using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SchemaSdk.EndToEnd.Tests.Contract;

/// <summary>The packages have all that was agreed: nothing is absent, renamed or of another type.</summary>
public sealed partial class ContractTests
{
    [ContractFact]
    public void Package_SchemaSdk_has_every_type_and_member_of_the_contract()
    {
        var contract = Compiled.Contract(ContractFile.Text);
        Assert.Empty(contract.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var agreed = Surface.Of(NamespaceOf(contract.Assembly, "SchemaSdk"));

        // The stub has it for want of a constructor of its own; a file is made by FromUrl and its like.
        agreed.Remove("public SchemaSdk.ModelFile.ModelFile()");

        var built = Surface.Of(NamespaceOf(Compiled.Package(Compiled.Packages(), "SchemaSdk"), "SchemaSdk"));

        Assert.True(agreed.Count > 200, $"Only {agreed.Count} lines were read of the contract.");
        var absent = agreed.Except(built).ToList();
        Assert.True(absent.Count == 0, $"Absent, or of another form:\n{string.Join('\n', absent)}");
    }

    [ContractFact]
    public void Every_exception_is_there_sealed_and_with_the_standard_constructors()
    {
        var members = new Dictionary<string, string[]>
        {
            ["ModelConfigurationException"] = [],
            ["ModelInputException"] = ["IReadOnlyList<ValidationError> Errors"],
            ["ModelBudgetException"] = [],
            ["ModelUnavailableException"] = [],
            ["ModelApiException"] = ["int StatusCode", "string? ErrorCode", "string? Detail"],
            ["ModelFailedException"] = ["System.Text.Json.JsonElement Error"],
            ["ModelCanceledException"] = [],
            ["ModelTimeoutException"] = [],
            ["ModelSubmissionUnknownException"] = [],
            ["ModelDownloadException"] = [],
        };
        var agreed = ExceptionLine().Matches(ContractFile.Text).Select(line => line.Groups["name"].Value);
        Assert.Equal(members.Keys.Order(), agreed.Order());

        var text = string.Join('\n', members.Select(pair =>
            $$"""
            public sealed class {{pair.Key}} : ModelException
            {
                public {{pair.Key}}() { }
                public {{pair.Key}}(string? message) : base(message) { }
                public {{pair.Key}}(string? message, Exception? innerException) : base(message, innerException) { }
                {{string.Join('\n', pair.Value.Select(member => $"public {member} {{ get; init; }} = default!;"))}}
            }
            """));
        var contract = Compiled.Contract($"{ContractFile.Text}\n{text}");

        var built = Compiled.Package(Compiled.Packages(), "SchemaSdk");
        Assert.All(members.Keys, name => Assert.Equal(
            [], Surface.Of(TypeOf(contract.Assembly, $"SchemaSdk.{name}")).Except(Surface.Of(TypeOf(built, $"SchemaSdk.{name}")))));
    }

    [ContractFact]
    public void Options_have_the_defaults_of_the_contract()
    {
        var contract = Compiled.Load(Compiled.Contract(ContractFile.Text));

        var agreed = Defaults(contract, "SchemaSdk.ModelClientOptions").Concat(Defaults(contract, "SchemaSdk.RunOptions"));
        var built = Defaults(typeof(ModelClientOptions).Assembly, "SchemaSdk.ModelClientOptions", contract)
            .Concat(Defaults(typeof(RunOptions).Assembly, "SchemaSdk.RunOptions", contract));

        Assert.Equal([], agreed.Except(built));
    }

    [ContractFact]
    public void The_emulator_has_what_was_agreed()
    {
        var contract = Compiled.Packages(CommentedOut("namespace SchemaSdk.Emulation;"));

        var agreed = Surface.Of(TypeOf(contract.Assembly, "SchemaSdk.Emulation.ModelEmulator"));
        var built = Compiled.Package(contract, "SchemaSdk.Emulator");

        Assert.True(agreed.Count > 8, $"Only {agreed.Count} lines were read of the contract.");
        Assert.Equal([], agreed.Except(Surface.Of(TypeOf(built, "SchemaSdk.Emulation.ModelEmulator"))));
        var options = new Emulation.ModelEmulatorOptions();
        Assert.Equal("emulator-token", options.Token);
        Assert.Equal(
            (typeof(TimeSpan), typeof(TimeSpan), typeof(int), TimeProvider.System),
            (options.QueueTime.GetType(), options.RunTime.GetType(), options.QueueDepth.GetType(), options.TimeProvider));
    }

    [ContractFact]
    public void The_registration_of_clients_has_what_was_agreed()
    {
        const string Usings = "using Microsoft.Extensions.DependencyInjection; using SchemaSdk;";
        var text = CommentedOut("public static IHttpClientBuilder AddModelClient");
        var contract = Compiled.Packages($"{Usings}\npublic static class Agreed {{ {text.Replace(";", " => throw null!;", StringComparison.Ordinal)} }}");

        var agreed = TypeOf(contract.Assembly, "Agreed").GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.IsExtensionMethod).Select(Surface.Declaration).ToList();
        var built = AllTypes(Compiled.Package(contract, "SchemaSdk.DependencyInjection").GlobalNamespace)
            .SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>().Where(method => method.IsExtensionMethod).Select(Surface.Declaration);

        Assert.Equal(2, agreed.Count);
        Assert.Equal([], agreed.Except(built));
    }

    /// <summary>Every option with its value, those of nested options by their path.</summary>
    // known: says which options are of interest; null: all.
    private static SortedDictionary<string, string> Defaults(Assembly assembly, string type, Assembly? known = null)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("", Activator.CreateInstance(assembly.GetType(type)!)!);
        return all;

        void Add(string path, object options)
        {
            var names = (known ?? assembly).GetType(options.GetType().FullName!)!.GetProperties().Select(property => property.Name);
            foreach (var name in names)
            {
                var value = options.GetType().GetProperty(name) is { } property ? property.GetValue(options) : "absent";
                if (value?.GetType() is { } nested && nested.Assembly == assembly && !nested.IsEnum)
                {
                    Add($"{path}{name}.", value);
                }
                else
                {
                    all[path + name] = value is IEnumerable<string> texts && value is not string ? string.Join(' ', texts) : $"{value}";
                }
            }
        }
    }

    /// <summary>A part of the contract that is commented out, since it is of another package.</summary>
    private static string CommentedOut(string beginning) =>
        Comment().Matches(ContractFile.Text).Select(comment => comment.Groups["text"].Value.Trim())
            .Single(text => text.StartsWith(beginning, StringComparison.Ordinal));

    private static INamespaceSymbol NamespaceOf(IAssemblySymbol assembly, string name) =>
        assembly.GlobalNamespace.GetNamespaceMembers().Single(member => member.Name == name);

    private static INamedTypeSymbol TypeOf(IAssemblySymbol assembly, string name) =>
        assembly.GetTypeByMetadataName(name) ?? throw new InvalidOperationException($"{assembly.Name} has no {name}.");

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol @namespace) =>
        @namespace.GetTypeMembers().Concat(@namespace.GetNamespaceMembers().SelectMany(AllTypes));

    [GeneratedRegex(@"^//  (?<name>Model\w+Exception) ", RegexOptions.Multiline)]
    private static partial Regex ExceptionLine();

    [GeneratedRegex(@"/\*(?<text>.*?)\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
