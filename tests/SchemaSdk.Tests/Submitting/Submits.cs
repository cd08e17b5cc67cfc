using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

/// <summary>Creates a service that gives these answers to submits, in order.</summary>
internal static class Submits
{
    public static Stage Answered(params Step[] answers)
    {
        var stage = new Stage();
        stage.Script.Submit.Does(answers);
        return stage;
    }
}
