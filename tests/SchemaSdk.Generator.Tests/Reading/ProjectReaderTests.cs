using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Reading;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Reading;

/// <summary>Tests which services the generator finds in a project and in its references.</summary>
public class ProjectReaderTests
{
    private const string Services =
        """
        namespace SchemaSdk
        {
            public class ModelService
            {
                public static ModelService One => null;
                public static ModelService Two => null;
                public static string Text => null;
                public ModelService Own => null;
                public static ModelService Field;
            }
        }
        namespace SchemaSdk.Services
        {
            public abstract class ServiceProfile { }
        }
        namespace Acme
        {
            public class Profile : SchemaSdk.Services.ServiceProfile { }
            internal class Nested : Profile { }
            public abstract class Unfinished : Profile { }
            public class Configured : Profile { public Configured(string name) { } }
            public class Hidden : Profile { private Hidden() { } }
            public class Foreign { public class Inner : Profile { } }
            public class Generic<T> : Profile { }
        }
        public class Rootless : SchemaSdk.Services.ServiceProfile { }
        """;

    [Theory]
    [InlineData("One", "")]
    [InlineData("Two", "")]
    [InlineData("one", "SSDK019 one / One, Two")]
    [InlineData("Own", "SSDK019 Own / One, Two")]
    [InlineData("Field", "SSDK019 Field / One, Two")]
    public void A_service_is_a_static_property_of_ModelService_that_returns_a_ModelService(string service, string problem) =>
        Assert.Equal(problem, UnknownOf(WithService(Services, service)));

    [Theory]
    [InlineData("Acme.Profile", "")]
    [InlineData("Acme.Nested", "")]
    [InlineData("Rootless", "")]
    [InlineData("Acme.Foreign+Inner", "SSDK019 Acme.Foreign+Inner / One, Two")]
    [InlineData("Acme.Generic`1", "SSDK019 Acme.Generic`1 / One, Two")]
    [InlineData("Acme.Unfinished", "SSDK019 Acme.Unfinished / One, Two")]
    [InlineData("Acme.Configured", "SSDK019 Acme.Configured / One, Two")]
    [InlineData("Acme.Hidden", "SSDK019 Acme.Hidden / One, Two")]
    [InlineData("Acme.Foreign", "SSDK019 Acme.Foreign / One, Two")]
    [InlineData("Acme.Missing", "SSDK019 Acme.Missing / One, Two")]
    public void A_class_is_a_service_if_it_is_a_profile_that_can_be_created(string service, string problem) =>
        Assert.Equal(problem, UnknownOf(WithService(Services, service)));

    [Fact]
    public void If_the_project_lacks_the_runtime_no_service_is_reported_as_unknown() =>
        Assert.Empty(WithService("", "Missing").UnknownServices);

    private static string UnknownOf(ProjectModel project) =>
        project.UnknownServices.Count == 0 ? "" : $"SSDK019 {project.UnknownServices[0]} / {string.Join(", ", project.KnownServices)}";

    private static ProjectModel WithService(string code, string service) => ProjectReader.Read(
        Without(code),
        new BuildOptions(BuildOptions.Defaults),
        [service]);

    private static CSharpCompilation Without(string code) => CSharpCompilation.Create(
        "Small",
        [CSharpSyntaxTree.ParseText(code, Compiler.Options(LanguageVersion.CSharp12))],
        Array.Empty<MetadataReference>(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
