namespace BrokenSchema;

/// <summary>Uses the model whose schema is valid. Its code must still be generated, or this class would cause a second error.</summary>
public static class UseOfTheOtherModel
{
    public static string Id(ModelsClient client) => client.Acme.Whole1.ModelId;
}
